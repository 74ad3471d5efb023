read-refusal-blank = Ô này còn trống. Hãy nhập nội dung.
read-refusal-not-a-number = Đây không phải là số. Hãy nhập dạng 1.250,5.
read-refusal-several-commas = Chỉ được một dấu phẩy (dấu thập phân).
read-refusal-misplaced-dots = Dấu chấm đặt chưa đúng chỗ: hàng nghìn viết 1.250, phần thập phân viết 1250,5.
read-refusal-too-many-decimals = Chỉ được tối đa 4 chữ số sau dấu phẩy.
read-refusal-too-large = Số quá lớn (tối đa 14 chữ số trước dấu phẩy).
read-refusal-not-a-date = Đây không phải là ngày. Hãy nhập dạng 31/01/2023.
read-refusal-not-yes-or-no = Hãy chọn có hoặc không.
