"""What pages say around an article, in many languages: written by us, compared after case folding."""

from __future__ import annotations

import re

_LINES = """
related news|related articles|related stories|related topics|related content|related links
related posts|related|more news|more stories|more on this story|more on this topic|more from
latest news|latest stories|top stories|most read|most popular|most viewed|trending|trending now
editors' picks|editor's picks|recommended|recommended for you|recommended stories|you may also like
you might also like|read next|up next|don't miss|read more|see more|show more|load more|learn more
more|see also|also read|continue reading|read the full story|story continues below
story continues below advertisement|article continues below|skip to content|skip to main content
share|share this|share this article|share this story|share on facebook|share on twitter|share on x
share via email|copy link|tweet|print|email|save|like|follow|follow us|follow us on social media
subscribe|subscribe now|sign up|sign in|log in|login|register|newsletter|newsletters|donate
support us|advertisement|advertising|ad|sponsored|sponsored content|promoted|paid content|home|menu
search|close|back to top|comments|leave a comment|leave a reply|post a comment|join the conversation
tags|topics|about us|contact us|contact|privacy policy|terms of use|terms of service
terms and conditions|cookie policy|cookie settings|accept cookies|accept all|accept all cookies
all rights reserved|facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram

à lire aussi|lire aussi|lire la suite|lire plus|en savoir plus|sur le même sujet|articles liés
articles similaires|partager|publicité|s'abonner|abonnez-vous|se connecter|commentaires
mentions légales|les plus lus|accueil|imprimer|mehr zum thema|zum thema|weiterlesen|mehr lesen
lesen sie auch|lesen sie mehr|teilen|anzeige|werbung|abonnieren|anmelden|kommentare|impressum
datenschutz|meistgelesen|das könnte sie auch interessieren|drucken|startseite|noticias relacionadas
artículos relacionados|leer más|lee también|lea también|ver más|compartir|publicidad|suscríbete
suscribirse|iniciar sesión|comentarios|lo más leído|más noticias|imprimir|inicio|aviso legal
notícias relacionadas|leia mais|leia também|veja também|saiba mais|compartilhar|partilhar
publicidade|assine|assinar|comentários|mais lidas|entrar|articoli correlati|leggi anche|leggi tutto
per saperne di più|condividi|pubblicità|abbonati|accedi|commenti|i più letti|lees ook|lees meer
lees verder|meer nieuws|gerelateerd|delen|advertentie|abonneren|inloggen|reacties|meest gelezen
läs också|läs mer|dela|annons|prenumerera|les også|les mer|læs også|læs mere|del|annonse|annonce
czytaj także|czytaj też|czytaj więcej|udostępnij|reklama|zaloguj się|komentarze|najczęściej czytane
čtěte také|sdílet|přihlásit se|citește și|citește mai mult|distribuie|publicitate|haberin devamı
ilgili haberler|devamını oku|ayrıca okuyun|paylaş|reklam|abone ol|giriş yap|yorumlar|çok okunanlar
читайте также|читать далее|читать дальше|по теме|материалы по теме|подробнее|ещё|поделиться|реклама
подписаться|подпишитесь|войти|комментарии|самое читаемое|популярное|главная|читайте також
читати далі|поділитися|увійти|διαβάστε επίσης|διαβάστε περισσότερα|σχετικά άρθρα|κοινοποίηση
διαφήμιση|σχόλια

اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|المزيد|شارك|مشاركة|إعلان|اشترك
تسجيل الدخول|تعليقات|التعليقات|الأكثر قراءة|الرئيسية|بیشتر بخوانید|اخبار مرتبط|مطالب مرتبط
ادامه مطلب|اشتراک‌گذاری|آگهی|ورود|نظرات|پربازدیدترین|یہ بھی پڑھیں|مزید پڑھیں|שתפו|פרסומת|קראו עוד
כתבות נוספות|תגובות|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित खबरें|शेयर करें|विज्ञापन|टिप्पणियाँ|আরও পড়ুন
শেয়ার করুন|বিজ্ঞাপন|ព័ត៌មានទាក់ទង|ព័ត៌មានពាក់ព័ន្ធ|អត្ថបទទាក់ទង|អត្ថបទពាក់ព័ន្ធ|អានបន្ថែម|អានបន្ត|ចែករំលែក
ផ្សាយពាណិជ្ជកម្ម|ពាណិជ្ជកម្ម|ទំព័រដើម|មតិយោបល់|ចុះឈ្មោះ|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านต่อ|แชร์|โฆษณา
สมัครสมาชิก|เข้าสู่ระบบ|ข่าวล่าสุด|ຂ່າວທີ່ກ່ຽວຂ້ອງ|ອ່ານເພີ່ມເຕີມ|ແບ່ງປັນ|ဆက်စပ်သတင်းများ|ဆက်ဖတ်ရန်|မျှဝေပါ
tin liên quan|bài liên quan|xem thêm|đọc thêm|chia sẻ|quảng cáo|đăng nhập|đăng ký|bình luận
trang chủ|tin mới nhất|baca juga|berita terkait|artikel terkait|selengkapnya|bagikan|iklan
berlangganan|masuk|komentar|terpopuler|beranda|相关新闻|相关文章|相关阅读|相关报道|延伸阅读|推荐阅读
阅读更多|更多|查看更多|分享|分享到|广告|订阅|登录|注册|评论|首页|热门新闻|相關新聞|相關文章|相關報導
延伸閱讀|推薦閱讀|閱讀更多|查看更多|廣告|訂閱|登入|註冊|評論|留言|首頁|熱門新聞|関連記事
関連ニュース|続きを読む|もっと見る|シェア|シェアする|広告|登録|ログイン|コメント|ホーム
アクセスランキング|おすすめ記事|관련 기사|관련기사|관련 뉴스|더 보기|더보기|계속 읽기|공유|공유하기
광고|구독|구독하기|로그인|회원가입|댓글|많이 본 뉴스
"""

LINES = frozenset(
    phrase.strip().casefold() for line in _LINES.splitlines() for phrase in line.split("|") if phrase
)
"""Whole lines that are menus, buttons or headings of link lists."""

POINTERS = re.compile(
    r"(?:also read|read also|read more|read next|see also|more on this|related|related news|related stories"
    r"|recommended|watch|listen|don't miss|lire aussi|à lire aussi|lesen sie auch|mehr zum thema|lee también"
    r"|lea también|leia também|leia mais|leggi anche|lees ook|läs också|czytaj także|czytaj też|ilgili haber"
    r"|читайте также|читайте також|اقرأ أيضا|اقرأ أيضاً|بیشتر بخوانید|baca juga|xem thêm|đọc thêm|អានបន្ថែម"
    r"|อ่านเพิ่มเติม|延伸阅读|延伸閱讀|相关阅读|関連記事|관련기사|관련 기사)\s?(?:[:|»>›]|[-–—]\s|：)"
)
"""The beginning of a line that only points to another article."""

NOTICES = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by )|all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos reservados|todos os direitos reservados|все права защищены"
    r"|tutti i diritti riservati|alle rechten voorbehouden|版权所有|版權所有|無断転載|무단전재"
    r"|جميع الحقوق محفوظة|រក្សាសិទ្ធិ"
    r"|(?:we|this (?:web)?site|our (?:web)?site|our partners) (?:and our partners )?uses? cookies"
    r"|by (?:using|continuing to use) (?:this|our) (?:web)?site|by clicking|ce site utilise des cookies"
    r"|nous utilisons des cookies|wir verwenden cookies|diese (?:web)?seite verwendet cookies"
    r"|utilizamos cookies|usamos cookies|utilizziamo i cookie|wij gebruiken cookies"
    r"|мы используем (?:файлы )?cookie"
    r"|sign up (?:for|to) (?:our|the|get|receive)|subscribe (?:to|for) (?:our|the|get|more|updates)"
    r"|get the latest .{0,40}(?:inbox|newsletter)|follow us on"
    r"|follow .{1,40} on (?:facebook|twitter|x|instagram)"
    r"|join our (?:telegram|whatsapp|newsletter)|download (?:our|the) app|abonnez-vous à|suscríbete a"
    r"|abonnieren sie|подписывайтесь на|تابعونا على|អនុញ្ញាត cookies|关注我们|關注我們)"
)
"""The beginning of a notice: copyright, cookies, newsletters, social media."""

CAPTIONS = re.compile(
    r"(?:photo|image|picture|file photo|photograph|caption|photo caption|image credit|photo credit"
    r"|illustration|foto|bild|bildunterschrift|crédit photo|crédits photo|légende|фото|រូបភាព|รูปภาพ"
    r"|ảnh|图片|圖片|图|写真|사진|صورة)"
    r"\s?(?:[:：©|]|by\s)"
)
"""The beginning of a line that names itself a caption or a credit."""

CREDITS = re.compile(
    r"[\[(](?:(?:file )?photo|image|picture|foto|bild|фото)s?(?: by| courtesy of|[:/])"
    r" ?[^()\[\]]{1,80}[\])]\.?$"
)
"""A credit in brackets at the end of a caption."""
